// EXPECT: compiles
// LIBRARIES: engine

// The header exists, for those who may link it.

#include "hdis/engine/engine.hpp"

hdis::engine::Engine* own_door = nullptr;
