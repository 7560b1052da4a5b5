#include "stages.hpp"

#include "hdis/duck/watch.hpp"

namespace hdis::ingest {
namespace {

tl::unexpected<Error> cancelled() {
  return fail(ErrorCode::cancelled, "ingest.cancelled", "Stopped on request; nothing was stored.");
}

}  // namespace

Status Stages::reach(double done) {
  reached_ = done;
  if (progress_) progress_(done);
  if (stop_.stop_requested()) return cancelled();
  return {};
}

Result<duck::Rows> Stages::run(duck::Connection& connection, const std::string& sql, double done) {
  const double begin = reached_;
  const auto part = [&](double now) { progress_(begin + now * (done - begin)); };
  duck::WatchOptions options;
  options.stop = stop_;
  if (progress_) options.progress = part;
  auto rows = [&] {
    const duck::Watch watch(connection, std::move(options));
    return connection.query(sql);
  }();
  if (!rows && rows.error().code() == ErrorCode::cancelled) return cancelled();
  if (!rows) return rows;
  HDIS_CHECK(reach(done));
  return rows;
}

}  // namespace hdis::ingest
