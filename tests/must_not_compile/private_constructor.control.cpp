// EXPECT: compiles
// LIBRARIES:

// The same through the one maker.

class Count {
 public:
  static Count counted(int value) { return Count(value); }

 private:
  explicit Count(int value) : value_(value) {}
  int value_;
};

Count made() { return Count::counted(3); }
