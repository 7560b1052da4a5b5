// EXPECT: Count::Count\(int\).* is private|calling a private constructor
// LIBRARIES:

// The pattern that the other cases follow: a type with one maker cannot be made by anyone else.

class Count {
 public:
  static Count counted(int value) { return Count(value); }

 private:
  explicit Count(int value) : value_(value) {}
  int value_;
};

Count invented() { return Count(3); }
