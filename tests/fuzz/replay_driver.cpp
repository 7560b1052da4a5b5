// Runs a fuzz target without libFuzzer: every file of a corpus folder, then a fixed number of
// mutations of them. The same inputs every time, so that a failure can be repeated.

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Input = std::vector<std::uint8_t>;

// What the signal handler prints: the input that was running.
const Input* current_input = nullptr;

void print_current_input(int signal) {
  // Not async-signal-safe; the process is lost already, and the input is what the reader needs.
  std::cerr << "\nsignal " << signal << " on the input (hexadecimal):\n";
  for (const std::uint8_t byte : *current_input) {
    std::cerr << "0123456789abcdef"[byte >> 4U] << "0123456789abcdef"[byte & 15U];
  }
  std::cerr << std::endl;
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

void run(const Input& input) {
  current_input = &input;
  LLVMFuzzerTestOneInput(input.data(), input.size());
}

std::vector<Input> read_corpus(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());

  std::vector<Input> corpus;
  for (const auto& file : files) {
    std::ifstream stream(file, std::ios::binary);
    corpus.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  }
  return corpus;
}

class Mutator {
 public:
  explicit Mutator(const std::vector<Input>& corpus) : corpus_(corpus) {}

  Input next() {
    Input input = corpus_[below(corpus_.size())];
    for (std::size_t change = 0; change <= below(4); ++change) mutate(input);
    return input;
  }

 private:
  // Not std::uniform_int_distribution, whose values differ between standard libraries.
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }

  void mutate(Input& input) {
    const auto at = static_cast<std::ptrdiff_t>(below(input.size() + 1));
    const auto byte = static_cast<std::uint8_t>(random_());
    const bool inside = static_cast<std::size_t>(at) < input.size();
    switch (below(6)) {
      case 0:
        input.insert(input.begin() + at, byte);
        break;
      case 1:
        if (inside) input.erase(input.begin() + at);
        break;
      case 2:
        if (inside) input[static_cast<std::size_t>(at)] = byte;
        break;
      case 3:
        input.resize(static_cast<std::size_t>(at));
        break;
      case 4:
        repeat(input, at);
        break;
      default:
        splice(input, at);
    }
  }

  static void repeat(Input& input, std::ptrdiff_t at) {
    const Input piece(input.begin() + at, input.end());
    input.insert(input.end(), piece.begin(), piece.end());
  }

  void splice(Input& input, std::ptrdiff_t at) {
    const Input& other = corpus_[below(corpus_.size())];
    const auto from = static_cast<std::ptrdiff_t>(below(other.size() + 1));
    input.erase(input.begin() + at, input.end());
    input.insert(input.end(), other.begin() + from, other.end());
  }

  const std::vector<Input>& corpus_;
  std::mt19937_64 random_{20180913};
};

std::size_t mutation_count() {
  const char* text = std::getenv("HDIS_FUZZ_MUTATIONS");
  return text == nullptr ? 2000 : std::stoul(text);
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count != 2 || !std::filesystem::is_directory(arguments[1])) {
    std::cerr << "usage: " << arguments[0] << " CORPUS_FOLDER\n";
    return 2;
  }
  const std::vector<Input> corpus = read_corpus(arguments[1]);
  if (corpus.empty()) {
    std::cerr << arguments[1] << " holds no seed\n";
    return 2;
  }
  for (const int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGILL, SIGBUS}) {
    std::signal(signal, print_current_input);
  }

  for (const Input& input : corpus) run(input);
  Mutator mutator(corpus);
  const std::size_t mutations = mutation_count();
  for (std::size_t count = 0; count < mutations; ++count) run(mutator.next());
  std::cout << corpus.size() << " seeds and " << mutations << " mutations\n";
}
