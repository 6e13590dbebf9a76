#include "bot/flow/export_text.hpp"

#include "bot/base/json.hpp"

#include <string>

namespace debrief::flow {
namespace {

using Out = std::function<void(std::string_view)>;
using core::ExportRow;

/// "2026-11-20T14:05Z"; empty for no time.
std::string moment(const std::optional<core::UtcTime>& time) {
    static const core::Calendar utc("UTC", core::WorkingHours(), {});
    return time ? utc.format(*time, "%Y-%m-%dT%H:%MZ") : std::string();
}

struct Column {
    std::string_view name;
    std::string (*of)(const ExportRow& row);
};
/// The same ones in CSV and JSON.
constexpr Column columns[] = {
    {"id", [](const ExportRow& row) { return row.id; }},
    {"what", [](const ExportRow& row) { return row.what; }},
    {"of", [](const ExportRow& row) { return row.of; }},
    {"service", [](const ExportRow& row) { return row.service; }},
    {"kind", [](const ExportRow& row) { return row.kind; }},
    {"state", [](const ExportRow& row) { return row.state; }},
    {"at", [](const ExportRow& row) { return moment(row.at); }},
    {"by", [](const ExportRow& row) { return row.by; }},
    {"owner", [](const ExportRow& row) { return row.owner; }},
    {"due", [](const ExportRow& row) { return moment(row.due); }},
    {"text", [](const ExportRow& row) { return row.text; }},
    {"notes", [](const ExportRow& row) { return row.notes; }},
};

class Csv final : public ExportWriter {
  public:
    explicit Csv(Out out) : out_(std::move(out)) {}
    void begin() override {
        for (const auto& column : columns) add(column.name);
        finish();
    }
    void row(const ExportRow& row) override {
        for (const auto& column : columns) add(column.of(row));
        finish();
    }
    void end(bool complete) override {
        if (complete) return;
        ExportRow last;
        last.what = "note";
        last.text = std::string(core::export_was_cut);
        row(last);
    }

  private:
    void add(std::string_view cell) {
        constexpr std::string_view begins_formula = "=+-@\t\r";
        const bool formula =
            !cell.empty() && begins_formula.find(cell.front()) != begins_formula.npos;
        if (cells_++ > 0) line_ += ',';
        const bool quoted = cell.find_first_of(",\"\r\n") != cell.npos;
        if (quoted) line_ += '"';
        if (formula) line_ += '\'';
        for (const char letter : cell) {
            if (letter == '"') line_ += '"';
            line_ += letter;
        }
        if (quoted) line_ += '"';
    }
    void finish() {
        out_(line_ + "\r\n");
        line_.clear();
        cells_ = 0;
    }
    Out out_;
    std::string line_;
    int cells_ = 0;
};

class Json final : public ExportWriter {
  public:
    Json(const core::ExportOrder& order, Out out) : order_(order), out_(std::move(out)) {}
    void begin() override {
        json::Value head = json::Value::object();
        head.set("export", "debrief records").set("made", moment(order_.at));
        head.set("service", order_.service).set("since", moment(order_.since));
        std::string text = json::dump(head);
        text.back() = ',';
        out_(text + "\"records\":[");
    }
    void row(const ExportRow& row) override {
        json::Value record = json::Value::object();
        for (const auto& column : columns) record.set(column.name, column.of(row));
        out_((first_ ? "\n" : ",\n") + json::dump(record));
        first_ = false;
    }
    void end(bool complete) override {
        out_(std::string("\n],\"complete\":") + (complete ? "true" : "false") + "}\n");
    }

  private:
    const core::ExportOrder& order_;
    Out out_;
    bool first_ = true;
};

/// Text that stays text: no mark of it means anything, and it stays on its line.
std::string plain(std::string_view text) {
    constexpr std::string_view marks = "\\`*_{}[]()<>#+-.!|~&:@";
    std::string out;
    for (const char letter : text) {
        if (letter == '\r') continue;
        if (letter == '\n') {
            out += ' ';
            continue;
        }
        if (marks.find(letter) != marks.npos) out += '\\';
        out += letter;
    }
    return out;
}

class Markdown final : public ExportWriter {
  public:
    Markdown(const core::ExportOrder& order, Out out) : order_(order), out_(std::move(out)) {}
    void begin() override {
        out_("# What Debrief knows\n\nMade " + moment(order_.at));
        if (!order_.service.empty()) out_(", of " + plain(order_.service));
        if (order_.since) out_(", since " + moment(order_.since));
        out_(".\n");
    }
    void row(const ExportRow& row) override {
        if (row.what == "follow-up") return heading(row);
        std::string line = "- **" + row.what + (row.id.empty() ? "" : " " + row.id) + "**";
        const auto add = [&](std::string_view before, const std::string& text) {
            if (!text.empty()) line += std::string(before) + plain(text);
        };
        add(", ", row.kind);
        add(", ", row.state);
        add(", ", moment(row.at));
        add(", by ", row.by);
        add(", owner ", row.owner);
        add(", due ", moment(row.due));
        if (row.of.starts_with("M-")) add(", of ", row.of);
        add(": ", row.text);
        add(" · ", row.notes);
        out_(line + "\n");
    }
    void end(bool complete) override {
        if (!complete) out_("\n" + std::string(core::export_was_cut) + "\n");
    }

  private:
    void heading(const ExportRow& row) {
        std::string text = "\n## " + row.id + " " + plain(row.text) + "\n\n";
        text += plain(row.kind) + ", " + plain(row.state);
        if (!row.service.empty()) text += ", " + plain(row.service);
        text += ", opened " + moment(row.at);
        if (!row.owner.empty()) text += ", owner " + plain(row.owner);
        if (!row.notes.empty()) text += " · " + plain(row.notes);
        out_(text + "\n\n");
    }
    const core::ExportOrder& order_;
    Out out_;
};

}  // namespace

std::unique_ptr<ExportWriter> create_writer(const core::ExportOrder& order, Out out) {
    switch (order.format) {
        case core::ExportFormat::json:
            return std::make_unique<Json>(order, std::move(out));
        case core::ExportFormat::markdown:
            return std::make_unique<Markdown>(order, std::move(out));
        case core::ExportFormat::csv:
            break;
    }
    return std::make_unique<Csv>(std::move(out));
}

}  // namespace debrief::flow
