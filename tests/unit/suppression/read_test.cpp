#include "hdis/suppression/read.hpp"

#include <gtest/gtest.h>

namespace hdis::suppression {
namespace {

const std::string tree = "code,parent,level\nT,,0\na,T,1\nb,T,1\n";

Result<LabelledTable> read(const std::string& dimension, const std::string& cells) {
  return read_table({{"dim_1.csv", dimension}}, {"cells.csv", cells}, {});
}

std::string message(const Result<LabelledTable>& result) {
  return result ? "accepted" : result.error().reasons().front().message;
}

TEST(ReadTable, TakesPrimaryCellsFromTheThresholdWithoutAStatus) {
  const auto table = read(tree, "d1,freq\nT,13\na,3\nb,10\n");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->table.status, (std::vector{Status::safe, Status::primary, Status::safe}));
  EXPECT_EQ(table->table.lower[1], 2);
  EXPECT_EQ(table->table.upper[1], 2);
}

TEST(ReadTable, TakesNumbersAndWordsAsLabels) {
  const auto table = read("code,parent\n\"1\",NULL\nNULL,\n\"a,\"\"b\",NULL\n",
                          "d1,freq\r\nNULL,13\r\n1,3\r\n\"a,\"\"b\",10\r\n");
  ASSERT_TRUE(table) << message(table);
  EXPECT_EQ(write_result(*table, {true, false, true}, {}),
            "d1,status\n1,u\nNULL,s\n\"a,\"\"b\",x\n");
}

struct Bad {
  std::string dimension, cells, message;
};

TEST(ReadTable, SaysWhereItIsWrong) {
  const std::vector<Bad> cases = {
      {"", "", "dim_1.csv:1: The file is empty."},
      {"code\nT\n", "", "dim_1.csv:1: The columns code and parent are needed."},
      {"code,parent\nT,\nT,\n", "", "dim_1.csv:3: The code 'T' is there twice."},
      {"code,parent\nT,\nU,\n", "", "dim_1.csv:3: There is a second code without a parent."},
      {"code,parent\nT,\na,x\n", "", "dim_1.csv:3: The parent 'x' is not a code of this file."},
      {"code,parent\nT,\na,b\nb,a\n", "", "dim_1.csv:2: Some codes are their own ancestors."},
      {"code,parent\nT,\na,a\n", "", "dim_1.csv:3: A code is its own parent."},
      {"code,parent\nT,\n,T\n", "", "dim_1.csv:3: The code is empty."},
      {tree, "d1\nT\n", "cells.csv:1: The column freq is missing."},
      {tree, "d2,freq\nT,1\n", "cells.csv:1: The column d1 is missing."},
      {tree, "d1,d2,freq\nT,T,1\n",
       "cells.csv:1: There are more columns d1, d2, ... than dim_ files."},
      {tree, "d1,freq\nq,3\n", "cells.csv:2: The code 'q' is not in dim_1.csv."},
      {tree, "d1,freq\na,-3\n", "cells.csv:2: The count is not a whole number from 0 to 10^12."},
      {tree, "d1,freq\na,99999999999999999999\n",
       "cells.csv:2: The count is not a whole number from 0 to 10^12."},
      {tree, "d1,freq\na,\n", "cells.csv:2: The count is empty."},
      {tree, "d1,freq\na,1\na,1\n", "cells.csv:3: The cell is there twice; first in line 2."},
      {tree, "d1,freq\na,1,2\n",
       "cells.csv:2: The line does not have the columns of the first line."},
      {tree, "d1,freq\na,\"1\n",
       "cells.csv:2: The line does not have the columns of the first line."},
      {tree, "d1,freq\na,1\nb,2\n", "cells.csv:1: The total (T) is missing."},
      {tree, "d1,freq\nT,4\na,1\nb,2\n",
       "cells.csv:2: The total (T) is not the sum of its parts in d1."},
      {tree, "d1,freq,status\nT,3,q\n", "cells.csv:2: The status is none of u, s and z."},
      {tree, "d1,freq,status\na,3,z\n", "cells.csv:2: The status is z, but the count is not 0."},
      {tree, "d1,freq,status\na,0,u\n",
       "cells.csv:2: The status is u, but the count is 0; zeros are shown."},
      {tree, "d1,freq,status,lpl\na,3,u,4\n", "cells.csv:2: The lpl is larger than the value."},
  };
  for (const Bad& bad : cases) EXPECT_EQ(message(read(bad.dimension, bad.cells)), bad.message);
}

TEST(ReadResult, RefusesAPrimaryCellPublished) {
  const auto table = read(tree, "d1,freq\nT,13\na,3\nb,10\n");
  ASSERT_TRUE(table);
  const auto hidden = read_result(*table, {"r.csv", "d1,status\nT,s\na,s\nb,s\n"});
  ASSERT_FALSE(hidden);
  EXPECT_EQ(hidden.error().reasons().front().message, "r.csv:3: A primary cell is published.");
}

}  // namespace
}  // namespace hdis::suppression
