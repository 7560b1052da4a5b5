# How everything is compiled, whichever library it is in.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

# Relative names in __FILE__ and debug information: builds repeat byte for byte, and work trees share
# one compiler cache.
add_compile_options("-ffile-prefix-map=${CMAKE_SOURCE_DIR}=.")

# Checked containers, in release too: an out-of-range index must stop, not read a neighbour's data.
add_compile_definitions(_GLIBCXX_ASSERTIONS)

find_program(HDIS_CCACHE ccache)
mark_as_advanced(HDIS_CCACHE)
if(HDIS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
    "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=1
    "${HDIS_CCACHE}")
endif()

find_program(HDIS_FAST_LINKER NAMES ld.mold ld.lld)
mark_as_advanced(HDIS_FAST_LINKER)
if(HDIS_FAST_LINKER)
  get_filename_component(linker "${HDIS_FAST_LINKER}" NAME)
  string(REPLACE "ld." "" linker "${linker}")
  add_link_options("-fuse-ld=${linker}")
endif()

if(HDIS_SANITIZE)
  # Without vptr, which wants the type information of classes that other libraries keep to themselves.
  add_compile_options("-fsanitize=${HDIS_SANITIZE}" -fno-sanitize=vptr -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  add_link_options("-fsanitize=${HDIS_SANITIZE}")
endif()
if(HDIS_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# hdis_warnings(TARGET): the warnings of our own code; headers of others are system headers.
function(hdis_warnings target)
  target_compile_options(${target} PRIVATE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE
      # Not with clang 14, which takes the 0 inside a defaulted operator<=> for a pointer.
      -Wzero-as-null-pointer-constant
      # g++ 12 sees overlapping copies in std::string's operator+ where there are none (GCC PR 105651).
      -Wno-restrict
      # What these find depends on the optimiser and the sanitizers: shown, but no reason to stop.
      -Wno-error=maybe-uninitialized -Wno-error=array-bounds -Wno-error=stringop-overflow
      -Wno-error=stringop-overread -Wno-error=free-nonheap-object)
  endif()
endfunction()
