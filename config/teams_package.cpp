// The app package. The only place that knows the zip library.
#include "config/teams_icons.hpp"
#include "config/teams_manifest.hpp"

#include <memory>
#include <zip.h>

namespace debrief::config {
namespace {

struct Freed {
    void operator()(zip_t* archive) const { zip_discard(archive); }
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Archive = std::unique_ptr<zip_t, Freed>;
using Source = std::unique_ptr<zip_source_t, Freed>;

Error failed(const char* what) {
    return Error(Errc::broken, std::string("the app package could not be made: ") + what);
}

/// The same content gives the same package, whenever it is made. (Zip knows no earlier day.)
constexpr time_t epoch = 315'619'200;

bool add(zip_t* archive, const char* name, std::string_view content) {
    Source source(zip_source_buffer(archive, content.data(), content.size(), 0));
    if (!source) return false;
    const zip_int64_t index = zip_file_add(archive, name, source.get(), ZIP_FL_ENC_UTF_8);
    if (index < 0) return false;
    [[maybe_unused]] const auto* given_away = source.release();  // the archive has it now
    return zip_file_set_mtime(archive, static_cast<zip_uint64_t>(index), epoch, 0) == 0;
}

Result<std::string> bytes_of(zip_source_t* source) {
    if (zip_source_open(source) != 0) return failed("it cannot be read back");
    std::string out;
    char part[4096];
    zip_int64_t read = 0;
    while ((read = zip_source_read(source, part, sizeof part)) > 0)
        out.append(part, static_cast<std::size_t>(read));
    zip_source_close(source);
    if (read < 0) return failed("it cannot be read back");
    return out;
}

}  // namespace

Result<std::string> teams_package(std::string_view manifest) {
    zip_error_t error;
    zip_error_init(&error);
    Source buffer(zip_source_buffer_create(nullptr, 0, 0, &error));
    if (!buffer) return failed(zip_error_strerror(&error));
    Archive archive(zip_open_from_source(buffer.get(), ZIP_TRUNCATE, &error));
    if (!archive) return failed(zip_error_strerror(&error));
    // The archive owns the buffer from here on; one more reference keeps it beyond.
    zip_source_keep(buffer.get());
    const bool complete = add(archive.get(), "manifest.json", manifest) &&
                          add(archive.get(), "color.png", color_icon()) &&
                          add(archive.get(), "outline.png", outline_icon());
    if (!complete) return failed(zip_strerror(archive.get()));
    if (zip_close(archive.get()) != 0) return failed(zip_strerror(archive.get()));
    [[maybe_unused]] const auto* closed = archive.release();
    return bytes_of(buffer.get());
}

}  // namespace debrief::config
