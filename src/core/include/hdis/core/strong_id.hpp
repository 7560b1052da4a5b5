#pragma once

#include <compare>
#include <functional>
#include <string>
#include <utility>

namespace hdis {

/// A text identifier that does not convert to another kind of identifier.
template <class Tag>
class StrongId {
 public:
  StrongId() = default;
  explicit StrongId(std::string text) : text_(std::move(text)) {}
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }
  friend auto operator<=>(const StrongId&, const StrongId&) = default;

 private:
  std::string text_;
};

}  // namespace hdis

template <class Tag>
struct std::hash<hdis::StrongId<Tag>> {
  std::size_t operator()(const hdis::StrongId<Tag>& id) const noexcept {
    return std::hash<std::string>()(id.text());
  }
};
