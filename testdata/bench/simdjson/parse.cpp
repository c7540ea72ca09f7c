// The bound: simdjson On-Demand reads every level of every record and adds them up. It scores nothing, keeps nothing and
// writes one line, so a program that does the whole job is not expected to reach it.
//
//   g++ -O3 -march=native -o parse parse.cpp -lsimdjson
//   parse DATA.ndjson
//
// The file is read in blocks that stay in the processor's cache, cut at line ends; of several ways (the whole file at once,
// iterate_many over blocks) this was the fastest.
#include <fcntl.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <vector>

#include <simdjson.h>

using namespace simdjson;

struct Sum {
  int64_t records = 0, answered = 0, points = 0;
};

static void add(ondemand::value answer, Sum &sum) {
  ondemand::json_type type = answer.type();
  int64_t level;
  if (type == ondemand::json_type::number) {
    level = answer.get_int64();
  } else if (answer.get_object().find_field_unordered("level").get_int64().get(level)) {
    return;  // not applicable or unknown
  }
  sum.answered++;
  sum.points += level;
}

static void record(ondemand::parser &parser, const char *line, size_t length, size_t capacity, Sum &sum) {
  ondemand::document doc = parser.iterate(line, length, capacity);
  for (auto field : doc.find_field_unordered("answers").get_object()) add(field.value(), sum);
  sum.records++;
}

int main(int argc, char **argv) {
  int file = argc == 2 ? open(argv[1], O_RDONLY) : -1;
  if (file < 0) {
    fprintf(stderr, "usage: parse DATA.ndjson\n");
    return 2;
  }
  const size_t block = 256 << 10;
  std::vector<char> buffer(2 * block + SIMDJSON_PADDING);  // a record is no longer than a block
  const char *limit = buffer.data() + buffer.size();
  ondemand::parser parser;
  Sum sum;
  size_t held = 0;
  try {
    for (ssize_t n; (n = read(file, buffer.data() + held, block)) > 0;) {
      const char *from = buffer.data(), *end = from + held + n;
      while (const char *stop = static_cast<const char *>(memchr(from, '\n', end - from))) {
        record(parser, from, stop - from, limit - from, sum);
        from = stop + 1;
      }
      held = end - from;
      if (held > block) throw simdjson_error(CAPACITY);
      memmove(buffer.data(), from, held);
    }
  } catch (const simdjson_error &e) {
    fprintf(stderr, "error: record %lld: %s\n", static_cast<long long>(sum.records + 1), e.what());
    return 1;
  }
  printf("{\"n\":%lld,\"answered\":%lld,\"points\":%lld}\n", static_cast<long long>(sum.records), static_cast<long long>(sum.answered),
         static_cast<long long>(sum.points));
}
