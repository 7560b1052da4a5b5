#include "logical_type.hpp"

namespace hdis::duck {
namespace {

duckdb_type id_of(Type type) {
  switch (type) {
    case Type::boolean:
      return DUCKDB_TYPE_BOOLEAN;
    case Type::integer:
      return DUCKDB_TYPE_INTEGER;
    case Type::bigint:
      return DUCKDB_TYPE_BIGINT;
    case Type::real:
      return DUCKDB_TYPE_DOUBLE;
    case Type::text:
      return DUCKDB_TYPE_VARCHAR;
    case Type::date:
      return DUCKDB_TYPE_DATE;
    case Type::uuid:
      return DUCKDB_TYPE_UUID;
  }
  return DUCKDB_TYPE_INVALID;
}

}  // namespace

LogicalType::LogicalType(Type type) : LogicalType(duckdb_create_logical_type(id_of(type))) {}

LogicalType struct_of(const std::vector<std::pair<std::string, Type>>& members) {
  std::vector<LogicalType> owned;
  std::vector<duckdb_logical_type> types;
  std::vector<const char*> names;
  for (const auto& [name, type] : members) {
    types.push_back(owned.emplace_back(type).get());
    names.push_back(name.c_str());
  }
  return LogicalType(duckdb_create_struct_type(types.data(), names.data(), names.size()));
}

}  // namespace hdis::duck
