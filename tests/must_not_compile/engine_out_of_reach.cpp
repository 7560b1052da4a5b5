// EXPECT: hdis/engine/engine.hpp.*(No such file|not found)
// LIBRARIES: disclosure released query core

// Who links the gate cannot name an engine.

#include "hdis/engine/engine.hpp"

hdis::engine::Engine* own_door = nullptr;
