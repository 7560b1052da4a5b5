#include "csv.hpp"

#include <algorithm>

namespace hdis::catalogue {

bool CsvReader::next(std::vector<std::string>& fields) {
  if (position_ >= text_.size() || !defect_.empty()) return false;
  row_line_ = line_;

  std::size_t count = 0;
  for (;;) {
    if (count == fields.size()) fields.emplace_back();
    auto& field = fields[count++];
    field.clear();
    const bool quoted = position_ < text_.size() && text_[position_] == '"';
    if (!(quoted ? read_quoted(field) : read_plain(field))) return false;
    if (position_ >= text_.size() || text_[position_] != ',') break;
    ++position_;
  }
  fields.resize(count);
  skip_line_end();
  return true;
}

bool CsvReader::read_quoted(std::string& field) {
  for (++position_;;) {
    const auto quote = text_.find('"', position_);
    if (quote == std::string_view::npos) {
      defect_ = "a quoted field is not closed";
      return false;
    }
    const auto piece = text_.substr(position_, quote - position_);
    field += piece;
    line_ += static_cast<std::size_t>(std::count(piece.begin(), piece.end(), '\n'));
    position_ = quote + 1;
    const bool doubled = position_ < text_.size() && text_[position_] == '"';
    if (!doubled) break;
    field += '"';
    ++position_;
  }
  if (position_ < text_.size() && text_[position_] != ',' && !at_line_end()) {
    defect_ = "something follows the closing quote of a field";
    return false;
  }
  return true;
}

bool CsvReader::read_plain(std::string& field) {
  const auto end = std::min(text_.find_first_of(",\r\n\"", position_), text_.size());
  field = text_.substr(position_, end - position_);
  position_ = end;
  if (position_ < text_.size() && text_[position_] != ',' && !at_line_end()) {
    defect_ = text_[position_] == '"' ? "a quote stands inside a field that is not quoted"
                                      : "a carriage return stands inside a line";
    return false;
  }
  return true;
}

bool CsvReader::at_line_end() const {
  const auto rest = text_.substr(position_, 2);
  return rest.starts_with('\n') || rest == "\r\n";
}

void CsvReader::skip_line_end() {
  if (position_ >= text_.size()) return;
  position_ += text_[position_] == '\r' ? 2 : 1;
  ++line_;
}

}  // namespace hdis::catalogue
