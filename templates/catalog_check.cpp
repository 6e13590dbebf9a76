// What `debrief check` says about templates.
#include "templates/catalog_entry.hpp"
#include "templates/locate.hpp"

#include <algorithm>
#include <iterator>

namespace debrief::templates {

Problem problem_at(
    const std::string& file,
    std::string_view text,
    std::string_view pointer,
    std::string what,
    std::string remedy
) {
    return Problem{file, locate(text, pointer).line, std::move(what), std::move(remedy)};
}

namespace {

/// The template's place for a place in the expanded document: the nearest node on the way up that
/// has one.
std::string source_of(const Trace& trace, std::string pointer) {
    while (true) {
        if (const auto found = trace.find(pointer); found != trace.end()) return found->second;
        const auto slash = pointer.rfind('/');
        if (slash == std::string::npos) return "/body";
        pointer.resize(slash);
    }
}

/// Only the value of a preselected option has to be written.
bool is_completed(const Finding& finding) {
    return finding.pointer.find("/initial_option") != std::string::npos;
}

/// The place below the traced node, for literal parts that were copied whole.
std::string place_in_source(const Trace& trace, const std::string& pointer) {
    for (auto length = pointer.size();; length = pointer.rfind('/', length - 1)) {
        const auto found = trace.find(pointer.substr(0, length));
        if (found != trace.end()) return found->second + pointer.substr(length);
        if (length == 0 || length == std::string::npos) return source_of(trace, pointer);
    }
}

}  // namespace

void Catalog::Entry::check_sample(
    const std::string& variant, json::Ref sample, std::vector<Problem>& found
) const {
    const auto in_variant = variant.empty() ? std::string() : " (variant " + variant + ")";
    Trace trace;
    const auto expanded = document.expand(sample, &trace);
    const auto report = [&](const Finding& finding) {
        auto what = finding.pointer + in_variant + ": " + finding.what;
        const auto place = place_in_source(trace, finding.pointer);
        found.push_back(problem_at(file, text, place, std::move(what), finding.remedy));
    };
    // Empty texts and lists are left out when a message is fitted, and what is preselected is
    // completed; anything else the author should know.
    for (const auto& finding : findings(expanded.ref()))
        if (finding.kind != Finding::Kind::empty && !is_completed(finding)) report(finding);
    const auto fitted = fit(json::Value(expanded));
    if (found.empty())
        for (const auto& finding : findings(fitted.ref())) report(finding);
    if (is_view || !fitted["text"].str().empty()) return;
    found.push_back(problem_at(
        file,
        text,
        "/body/text",
        "the message has no text" + in_variant,
        "write the whole content as \"text\": notifications and screen readers use it"
    ));
}

std::vector<Problem> Catalog::check() const {
    std::vector<Problem> problems;
    for (const auto& entry : entries_) {
        std::vector<Problem> found;
        std::vector<json::Value> data;
        for (const auto& [variant, sample] : entry.samples) {
            entry.check_sample(variant, sample.ref(), found);
            data.push_back(sample);
        }
        for (auto& flaw : unknown_paths(entry.document, data))
            found.push_back(problem_at(
                entry.file,
                entry.text,
                flaw.pointer,
                std::move(flaw.complaint.what),
                std::move(flaw.complaint.remedy)
            ));
        std::move(found.begin(), found.end(), std::back_inserter(problems));
    }
    return problems;
}

}  // namespace debrief::templates
