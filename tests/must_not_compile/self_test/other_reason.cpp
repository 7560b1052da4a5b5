// EXPECT: is private
// LIBRARIES:

int refused() { return nothing_of_this_name; }
