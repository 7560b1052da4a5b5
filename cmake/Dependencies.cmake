# Everything OpenHDIS uses of others, found in one place. script/bootstrap installs it.

find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(tl-expected REQUIRED)
find_package(CLI11 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json)

# hdis_external(NAME n HEADER h LIBRARIES l...): an imported target for a package without its own.
function(hdis_external)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME;HEADER" "LIBRARIES;HEADER_FOLDERS")
  find_path(HDIS_${arg_NAME}_INCLUDE "${arg_HEADER}" PATH_SUFFIXES ${arg_HEADER_FOLDERS} REQUIRED)
  set(found "")
  foreach(library IN LISTS arg_LIBRARIES)
    find_library(HDIS_${arg_NAME}_${library} "${library}" REQUIRED)
    mark_as_advanced(HDIS_${arg_NAME}_${library})
    list(APPEND found "${HDIS_${arg_NAME}_${library}}")
  endforeach()
  mark_as_advanced(HDIS_${arg_NAME}_INCLUDE)
  add_library(hdis_external::${arg_NAME} INTERFACE IMPORTED GLOBAL)
  target_include_directories(hdis_external::${arg_NAME} SYSTEM INTERFACE "${HDIS_${arg_NAME}_INCLUDE}")
  target_link_libraries(hdis_external::${arg_NAME} INTERFACE ${found} Threads::Threads)
endfunction()

hdis_external(NAME soci HEADER soci/soci.h LIBRARIES soci_core soci_sqlite3 soci_postgresql)
hdis_external(NAME libpq HEADER libpq-fe.h LIBRARIES pq HEADER_FOLDERS postgresql)
hdis_external(NAME sodium HEADER sodium.h LIBRARIES sodium)
hdis_external(NAME dtl HEADER dtl/dtl.hpp)
hdis_external(NAME re2 HEADER re2/re2.h LIBRARIES re2)
hdis_external(NAME clp HEADER coin/Clp_C_Interface.h LIBRARIES Clp CoinUtils)

add_library(hdis_external::json INTERFACE IMPORTED GLOBAL)
target_link_libraries(hdis_external::json INTERFACE Boost::json)

if(HDIS_TESTS)
  find_package(benchmark REQUIRED)
  find_package(GTest REQUIRED)
  find_package(rapidcheck REQUIRED)
  hdis_external(NAME rapidcheck HEADER rapidcheck.h LIBRARIES rapidcheck)
endif()

# DuckDB: the system's where there is one, else what script/bootstrap fetched with npm. The header is
# copied out alone, because its folder also holds DuckDB's own C++ headers: only the C API is ours.
find_path(HDIS_DUCKDB_INCLUDE duckdb.h)
find_library(HDIS_DUCKDB_LIBRARY duckdb)
mark_as_advanced(HDIS_DUCKDB_INCLUDE HDIS_DUCKDB_LIBRARY)
add_library(hdis_external::duckdb SHARED IMPORTED GLOBAL)
if(HDIS_DUCKDB_INCLUDE AND HDIS_DUCKDB_LIBRARY)
  set_target_properties(hdis_external::duckdb PROPERTIES
    IMPORTED_LOCATION "${HDIS_DUCKDB_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${HDIS_DUCKDB_INCLUDE}")
else()
  set(modules "${CMAKE_SOURCE_DIR}/third_party/duckdb/node_modules")
  set(architecture x64)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "aarch64|arm64")
    set(architecture arm64)
  endif()
  set(header "${modules}/duckdb/src/duckdb/src/include/duckdb.h")
  set(library "${modules}/@duckdb/node-bindings-linux-${architecture}/libduckdb.so")
  if(NOT EXISTS "${header}" OR NOT EXISTS "${library}")
    message(FATAL_ERROR "DuckDB is missing: run script/bootstrap")
  endif()
  configure_file("${header}" "${CMAKE_BINARY_DIR}/third_party/duckdb/include/duckdb.h" COPYONLY)
  set_target_properties(hdis_external::duckdb PROPERTIES
    IMPORTED_LOCATION "${library}"
    INTERFACE_INCLUDE_DIRECTORIES "${CMAKE_BINARY_DIR}/third_party/duckdb/include")
  install(FILES "${library}" DESTINATION lib/hdis)
  install(FILES "${modules}/@duckdb/node-bindings-linux-${architecture}/LICENSE"
    DESTINATION share/doc/hdis RENAME LICENSE.duckdb)
endif()
