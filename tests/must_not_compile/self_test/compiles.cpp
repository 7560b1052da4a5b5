// EXPECT: is private
// LIBRARIES:

int allowed() { return 3; }
