// EXPECT: compiles
// LIBRARIES:

int refused() { return nothing_of_this_name; }
