# The functions that every CMakeLists.txt of OpenHDIS is written in:
#
#   hdis_library(NAME n [SOURCES ...] [PUBLIC libs] [PRIVATE libs]
#                [EXTERNAL_PUBLIC targets] [EXTERNAL_PRIVATE targets])
#   hdis_program(NAME n SOURCES ... [LIBRARIES libs] [EXTERNAL targets])
#   hdis_test   (NAME n SOURCES ... [LIBRARIES libs] [EXTERNAL targets] [LABELS labels])
#   hdis_fuzz   (NAME n SOURCES ... [LIBRARIES libs] [EXTERNAL targets])
#   hdis_benchmark(NAME n SOURCES ... [LIBRARIES libs] [EXTERNAL targets])
#
# `libs` are OpenHDIS libraries without the prefix (`core`); `targets` are CMake targets of others
# (`fmt::fmt`, `hdis_external::soci`; see Dependencies.cmake).

include(GoogleTest)

# A library's own headers are reachable through src/<name>/include and nothing else, so that a header
# which the link graph does not reach cannot be included (docs/adr/0001).
function(hdis_library)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME"
    "SOURCES;PUBLIC;PRIVATE;EXTERNAL_PUBLIC;EXTERNAL_PRIVATE")
  hdis_require_arguments(hdis_library NAME)

  set(target hdis_${arg_NAME})
  list(TRANSFORM arg_PUBLIC PREPEND "hdis::")
  list(TRANSFORM arg_PRIVATE PREPEND "hdis::")

  if(arg_SOURCES)
    add_library(${target} STATIC ${arg_SOURCES})
    hdis_warnings(${target})
    target_include_directories(${target}
      PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}/include"
      PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}")
    hdis_compile_together(${target} ${arg_SOURCES})
    target_link_libraries(${target}
      PUBLIC ${arg_PUBLIC} ${arg_EXTERNAL_PUBLIC}
      PRIVATE ${arg_PRIVATE} ${arg_EXTERNAL_PRIVATE})
  else()
    if(arg_PRIVATE OR arg_EXTERNAL_PRIVATE)
      message(FATAL_ERROR "hdis_library(${arg_NAME}): headers alone cannot have private dependencies")
    endif()
    add_library(${target} INTERFACE)
    target_include_directories(${target} INTERFACE "${CMAKE_CURRENT_SOURCE_DIR}/include")
    target_link_libraries(${target} INTERFACE ${arg_PUBLIC} ${arg_EXTERNAL_PUBLIC})
  endif()

  add_library(hdis::${arg_NAME} ALIAS ${target})
  set_property(GLOBAL APPEND PROPERTY hdis_libraries ${arg_NAME})
endfunction()

# Whether and which files of a library are compiled together; script/check-together sees that they can be.
function(hdis_compile_together target)
  set_target_properties(${target} PROPERTIES
    UNITY_BUILD ${HDIS_COMPILE_TOGETHER} UNITY_BUILD_BATCH_SIZE 8)
  foreach(source IN LISTS ARGN)
    # Names that a whole file uses without their enumeration (`fail`, `check`) would be its neighbours' too.
    file(STRINGS "${source}" enumerators REGEX "^using enum" LIMIT_COUNT 1)
    if(enumerators)
      set_source_files_properties("${source}" PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    endif()
  endforeach()
endfunction()

function(hdis_program)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "SOURCES;LIBRARIES;EXTERNAL")
  hdis_require_arguments(hdis_program NAME SOURCES)
  hdis_executable(${arg_NAME})
  install(TARGETS ${arg_NAME} RUNTIME DESTINATION bin)
endfunction()

function(hdis_test)
  cmake_parse_arguments(PARSE_ARGV 0 arg "ONE_PROCESS" "NAME" "SOURCES;LIBRARIES;EXTERNAL;LABELS")
  hdis_require_arguments(hdis_test NAME SOURCES)
  list(APPEND arg_EXTERNAL GTest::gmock GTest::gtest_main)
  hdis_executable(${arg_NAME})
  target_compile_definitions(${arg_NAME} PRIVATE "HDIS_SOURCE_DIR=\"${CMAKE_SOURCE_DIR}\"")
  if(NOT arg_LABELS)
    set(arg_LABELS unit)
  endif()
  if(arg_ONE_PROCESS)  # what its tests share is slow to set up
    add_test(NAME ${arg_NAME} COMMAND ${arg_NAME} WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
    set_tests_properties(${arg_NAME} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT 300)
    return()
  endif()
  gtest_discover_tests(${arg_NAME}
    TEST_PREFIX "${arg_NAME}."
    WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}"
    DISCOVERY_TIMEOUT 60
    PROPERTIES LABELS "${arg_LABELS}" TIMEOUT 300)
endfunction()

function(hdis_benchmark)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "SOURCES;LIBRARIES;EXTERNAL")
  hdis_require_arguments(hdis_benchmark NAME SOURCES)
  hdis_executable(${arg_NAME})
  target_compile_definitions(${arg_NAME} PRIVATE "HDIS_SOURCE_DIR=\"${CMAKE_SOURCE_DIR}\"")
  set_target_properties(${arg_NAME} PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests/bench")
endfunction()

# A fuzz target defines LLVMFuzzerTestOneInput. In the fuzz preset it becomes a libFuzzer program; in
# every other, a test that replays tests/fuzz/corpus/<name> and a fixed number of mutations of it.
function(hdis_fuzz)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "SOURCES;LIBRARIES;EXTERNAL")
  hdis_require_arguments(hdis_fuzz NAME SOURCES)
  set(target fuzz_${arg_NAME})
  if(NOT HDIS_FUZZ)
    list(APPEND arg_SOURCES "${CMAKE_SOURCE_DIR}/tests/fuzz/replay_driver.cpp")
  endif()
  hdis_executable(${target})
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/fuzz")
  add_dependencies(fuzz_all ${target})
  file(APPEND "${CMAKE_BINARY_DIR}/fuzz/targets.txt" "${arg_NAME}\n")
  if(HDIS_FUZZ)
    target_link_options(${target} PRIVATE -fsanitize=fuzzer)
  else()
    add_test(NAME ${target}.replay
      COMMAND ${target} "${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/${arg_NAME}"
      WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
    set_tests_properties(${target}.replay PROPERTIES LABELS fuzz TIMEOUT 300)
  endif()
endfunction()

# What hdis_program, hdis_test and hdis_fuzz share; reads arg_SOURCES, arg_LIBRARIES, arg_EXTERNAL.
macro(hdis_executable target)
  list(TRANSFORM arg_LIBRARIES PREPEND "hdis::")
  add_executable(${target} ${arg_SOURCES})
  hdis_warnings(${target})
  target_include_directories(${target} PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}")
  target_link_libraries(${target} PRIVATE ${arg_LIBRARIES} ${arg_EXTERNAL})
  # The build folder's RPATH is set by CMake; an installed program finds our libduckdb beside itself.
  set_target_properties(${target} PROPERTIES INSTALL_RPATH "$ORIGIN/../lib/hdis")
endmacro()

macro(hdis_require_arguments function)
  foreach(required IN ITEMS ${ARGN})
    if(NOT arg_${required})
      message(FATAL_ERROR "${function}: ${required} is missing")
    endif()
  endforeach()
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "${function}(${arg_NAME}): unknown arguments: ${arg_UNPARSED_ARGUMENTS}")
  endif()
endmacro()

function(hdis_add_folder_if_present folder)
  if(EXISTS "${CMAKE_SOURCE_DIR}/${folder}/CMakeLists.txt")
    add_subdirectory("${CMAKE_SOURCE_DIR}/${folder}" "${CMAKE_BINARY_DIR}/${folder}")
  endif()
endfunction()

function(hdis_write_layers_at_end)
  cmake_language(DEFER DIRECTORY "${CMAKE_SOURCE_DIR}" CALL hdis_write_layers)
endfunction()

# Writes <build>/layers.json: each library's links and include roots as the targets have them, not as
# hdis_library was told, so that a later target_link_libraries cannot hide from script/check-layers.
function(hdis_write_layers)
  get_property(libraries GLOBAL PROPERTY hdis_libraries)
  set(entries "")
  foreach(library IN LISTS libraries)
    set(target hdis_${library})
    hdis_target_list(public ${target} INTERFACE_LINK_LIBRARIES)
    hdis_target_list(linked ${target} LINK_LIBRARIES)
    hdis_target_list(include_roots ${target} INTERFACE_INCLUDE_DIRECTORIES)
    list(APPEND entries "    {\"name\": \"${library}\", \"public\": [${public}],
     \"linked\": [${linked}],
     \"include_roots\": [${include_roots}]}")
  endforeach()
  list(JOIN entries ",\n" entries)
  file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/layers.json" @ONLY CONTENT
"{\"source\": \"${CMAKE_SOURCE_DIR}\",
 \"libraries\": [
${entries}
 ]}
")
endfunction()

function(hdis_target_list result target property)
  get_target_property(values ${target} ${property})
  if(NOT values)
    set(values "")
  endif()
  # $<LINK_ONLY:x>: x is needed to link, but its headers are not passed on: a private link.
  list(FILTER values EXCLUDE REGEX "LINK_ONLY|^::@")
  list(TRANSFORM values REPLACE "^(.+)$" "\"\\1\"")
  list(JOIN values ", " values)
  set(${result} "${values}" PARENT_SCOPE)
endfunction()
