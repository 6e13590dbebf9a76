#include "templates/catalog.hpp"

#include "bot/base/log.hpp"
#include "templates/catalog_entry.hpp"
#include "templates/embedded.hpp"
#include "templates/expand.hpp"
#include "templates/nearest.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <tuple>
#include <utility>

namespace debrief::templates {

namespace {

/// The byte offset that the JSON parser names in its message, as a line.
std::size_t line_of(std::string_view message, std::string_view text) {
    const auto at = message.rfind("byte ");
    std::size_t offset = 0;
    if (at == std::string_view::npos) return 0;
    for (const char c : message.substr(at + 5)) {
        if (c < '0' || c > '9') break;
        offset = offset * 10 + static_cast<std::size_t>(c - '0');
    }
    return json::place_of(text, offset > 0 ? offset - 1 : 0).line;
}

/// A variant is the sample with some members replaced; nested objects are merged, null stays null.
json::Value merged(json::Ref base, json::Ref change) {
    if (!base.is_object() || !change.is_object()) return json::Value(change);
    json::Value out(base);
    change.each_member([&](std::string_view key, json::Ref value) {
        out.set(key, merged(base[key], value));
    });
    return out;
}

Samples samples_of(json::Ref document) {
    Samples samples;
    samples.emplace_back(std::string(), json::Value(document["sample"]));
    document["variants"].each_member([&](std::string_view key, json::Ref change) {
        samples.emplace_back(std::string(key), merged(document["sample"], change));
    });
    return samples;
}

/// What is wrong with the frame of a template file, before its body is looked at.
std::vector<Flaw> frame_flaws(json::Ref document, bool replaces) {
    std::vector<Flaw> flaws;
    const auto flaw = [&](std::string pointer, std::string what, std::string remedy) {
        flaws.push_back(Flaw{std::move(pointer), Complaint{std::move(what), std::move(remedy)}});
    };
    if (!document.is_object())
        flaw("", "the file is no JSON object", "write {\"kind\": …, \"sample\": …, \"body\": …}");
    document.each_member([&](std::string_view key, json::Ref) {
        const std::vector<std::string_view> known{"$comment", "kind", "sample", "variants", "body"};
        if (std::find(known.begin(), known.end(), key) == known.end())
            flaw(
                pointer_to("", key),
                "unknown member '" + std::string(key) + "'",
                suggest(key, known)
            );
    });
    const auto kind = document["kind"].str();
    if (kind != "message" && kind != "view")
        flaw("/kind", "\"kind\" is '" + std::string(kind) + "'", "write message or view");
    if (!replaces && !document["sample"].is_object())
        flaw(
            "/sample",
            "there is no sample",
            "add \"sample\": {…} with data to try the template with"
        );
    if (!document["body"].is_object()) flaw("/body", "there is no body", "add \"body\": {…}");
    if (document["variants"].exists() && !document["variants"].is_object())
        flaw("/variants", "\"variants\" is no object", "write {\"name\": {changed members}, …}");
    return flaws;
}

bool before(const Dialect& a, std::string_view a_name, const Dialect& b, std::string_view b_name) {
    return std::tie(a.platform, a_name) < std::tie(b.platform, b_name);
}

}  // namespace

std::string to_text(const Problem& problem) {
    const auto line = problem.line > 0 ? ":" + std::to_string(problem.line) : std::string();
    return problem.file + line + ": " + problem.what + "; " + problem.remedy;
}

Catalog::Catalog() = default;
Catalog::Catalog(Catalog&&) noexcept = default;
Catalog& Catalog::operator=(Catalog&&) noexcept = default;
Catalog::~Catalog() = default;

Result<Catalog> Catalog::load(const std::optional<std::filesystem::path>& folder) {
    Catalog catalog;
    std::vector<Problem> problems;
    std::error_code error;
    for (const auto* dialect : all_dialects()) {
        for (const auto& [platform, name, text] : embedded_templates()) {
            if (platform != dialect->name) continue;
            auto file = "templates/" + std::string(platform) + '/' + std::string(name) + ".json";
            catalog.add(*dialect, std::string(name), std::move(file), std::string(text), problems);
        }
    }
    if (folder && !std::filesystem::is_directory(*folder, error))
        return Error(
            Errc::not_found,
            "the templates folder " + folder->string() +
                " does not exist; create it or change [templates] folder"
        );
    if (folder) catalog.add_folder(*folder, problems);
    if (problems.empty()) return catalog;
    std::string words;
    for (const auto& problem : problems) words += (words.empty() ? "" : "\n") + to_text(problem);
    return Error(Errc::invalid_input, std::move(words));
}

void Catalog::add_folder(const std::filesystem::path& folder, std::vector<Problem>& problems) {
    std::error_code error;
    for (const auto& file : std::filesystem::directory_iterator(folder, error))
        if (file.path().extension() == ".json")
            problems.push_back(Problem{
                file.path().string(),
                0,
                "the file stands beside the platforms' folders",
                "move it into " + (folder / "slack").string() + " or " +
                    (folder / "teams").string()});
    for (const auto* dialect : all_dialects()) add_platform(*dialect, folder, problems);
}

void Catalog::add_platform(
    const Dialect& dialect, const std::filesystem::path& folder, std::vector<Problem>& problems
) {
    std::error_code error;
    std::vector<std::filesystem::path> files;
    for (const auto& file : std::filesystem::directory_iterator(folder / dialect.name, error))
        if (file.path().extension() == ".json") files.push_back(file.path());
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
        const auto name = file.stem().string();
        if (find(dialect.platform, name) == nullptr) {
            std::vector<std::string_view> known;
            for (const auto& entry : entries_)
                if (entry.dialect == &dialect) known.push_back(entry.name);
            problems.push_back(Problem{
                file.string(), 0, "there is no template '" + name + "'", suggest(name, known)});
            continue;
        }
        std::ifstream stream(file, std::ios::binary);
        std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
        add(dialect, name, file.string(), std::move(text), problems);
    }
}

void Catalog::add(
    const Dialect& dialect,
    std::string name,
    std::string file,
    std::string text,
    std::vector<Problem>& problems
) {
    auto parsed = json::parse(text);
    if (!parsed) {
        const auto line = line_of(parsed.error().what(), text);
        problems.push_back(Problem{
            file, line, parsed.error().what(), "compare with the built-in template"});
        return;
    }
    const auto document = parsed->ref();
    const auto* replaced = find(dialect.platform, name);
    auto flaws = frame_flaws(document, replaced != nullptr);
    const bool is_view = document["kind"].str() == "view";
    if (replaced != nullptr && replaced->is_view != is_view)
        flaws.push_back(Flaw{
            "/kind",
            Complaint{"the kind differs from the built-in template's", "copy it from there"}});
    Template body(document["body"], dialect, !is_view, "/body", flaws);
    for (auto& [pointer, complaint] : flaws)
        problems.push_back(
            problem_at(file, text, pointer, std::move(complaint.what), std::move(complaint.remedy))
        );
    if (!flaws.empty()) return;
    // The data comes from the program, so a replacement is tried with the built-in samples.
    auto samples = replaced != nullptr ? replaced->samples : samples_of(document);
    Entry entry{
        &dialect,
        std::move(name),
        std::move(file),
        std::move(text),
        is_view,
        std::move(body),
        std::move(samples)};
    const auto at = std::lower_bound(
        entries_.begin(),
        entries_.end(),
        entry,
        [](const Entry& a, const Entry& b) {
            return before(*a.dialect, a.name, *b.dialect, b.name);
        }
    );
    if (replaced != nullptr)
        *at = std::move(entry);
    else
        entries_.insert(at, std::move(entry));
}

const Catalog::Entry* Catalog::find(Platform platform, std::string_view name) const {
    const auto& dialect = dialect_of(platform);
    const auto at = std::lower_bound(
        entries_.begin(),
        entries_.end(),
        name,
        [&](const Entry& entry, std::string_view wanted) {
            return before(*entry.dialect, entry.name, dialect, wanted);
        }
    );
    return at != entries_.end() && at->dialect == &dialect && at->name == name ? &*at : nullptr;
}

Result<json::Value> Catalog::render(Platform platform, std::string_view name, json::Ref data)
    const {
    if (const auto* entry = find(platform, name)) return entry->fit(entry->document.expand(data));
    return Error(
        Errc::not_found,
        "there is no template '" + std::string(name) + "' for " +
            std::string(dialect_of(platform).name)
    );
}

std::vector<Preview> Catalog::previews(Platform platform) const {
    std::vector<Preview> previews;
    for (const auto& entry : entries_) {
        if (entry.dialect->platform != platform) continue;
        for (const auto& [variant, sample] : entry.samples) {
            auto name = variant.empty() ? entry.name : entry.name + '.' + variant;
            previews.push_back(Preview{
                std::move(name), entry.is_view, entry.fit(entry.document.expand(sample.ref()))});
        }
    }
    return previews;
}

Result<json::Value> Catalog::render_stored(
    Platform platform, std::string_view name, std::string_view data
) const {
    const auto view = json::parse(data.empty() ? "{}" : data);
    if (view) return render(platform, name, view->ref());
    return Error(
        Errc::invalid_input,
        "The data of the message " + std::string(name) +
            " is not readable: " + view.error().what() + "."
    );
}

json::Value Catalog::render_answer(Platform platform, std::string_view name, json::Ref data) const {
    auto message = render(platform, name, data);
    if (message) return std::move(*message);
    log::error("a reply cannot be shown", {{"template", name}, {"error", message.error().what()}});
    json::Value plain_words = json::Value::object();
    plain_words.set(
        "text",
        "Debrief has an answer but cannot show it: one of its templates is missing. The "
        "administrator finds the cause in the log."
    );
    return plain_words;
}

}  // namespace debrief::templates
