# How Debrief's targets are made: one library per folder, one test program per folder of tests.
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(date REQUIRED)
find_package(prometheus-cpp REQUIRED COMPONENTS core)

# Flags that every target of ours shares. The separate-compilation switches are part of Asio's and Beast's
# ABI, so they must be the same everywhere.
add_library(debrief_flags INTERFACE)
target_include_directories(debrief_flags INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_definitions(
  debrief_flags INTERFACE BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION
                          BOOST_ASIO_NO_DEPRECATED)
target_compile_options(
  debrief_flags
  INTERFACE -Wall
            -Wextra
            -Wpedantic
            -Wconversion
            -Wshadow
            -Wnon-virtual-dtor
            # Clang sees the inside of libstdc++'s stable algorithms.
            $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>
            # GCC 12 takes Asio's own operators for coroutine frames for a mismatched pair.
            $<$<CXX_COMPILER_ID:GNU>:-Wno-mismatched-new-delete>
            $<$<BOOL:${DEBRIEF_WERROR}>:-Werror>
            $<$<AND:$<CXX_COMPILER_ID:GNU>,$<BOOL:${DEBRIEF_PCH}>>:-fpch-preprocess>)
if(DEBRIEF_SANITIZE)
  target_compile_options(debrief_flags INTERFACE -fsanitize=${DEBRIEF_SANITIZE}
                                                 -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(debrief_flags INTERFACE -fsanitize=${DEBRIEF_SANITIZE})
  if(DEBRIEF_SANITIZE MATCHES "thread")
    # TSan does not model atomic_thread_fence.
    target_compile_definitions(debrief_flags INTERFACE BOOST_ASIO_DISABLE_FENCED_BLOCK)
  endif()
endif()
target_link_libraries(debrief_flags INTERFACE Threads::Threads)

if(DEBRIEF_TIDY)
  set(CMAKE_CXX_CLANG_TIDY clang-tidy-19 --quiet)
endif()

# One thin precompiled header, built once and shared: standard headers and Asio's coroutine vocabulary only.
if(DEBRIEF_PCH)
  add_library(debrief_pch STATIC "${PROJECT_SOURCE_DIR}/config/cmake/pch.cpp")
  target_link_libraries(debrief_pch PUBLIC debrief_flags)
  target_precompile_headers(debrief_pch PRIVATE "${PROJECT_SOURCE_DIR}/config/cmake/pch.hpp")
endif()

function(debrief_reuse_pch target)
  if(DEBRIEF_PCH)
    target_precompile_headers(${target} REUSE_FROM debrief_pch)
  endif()
endfunction()

# Tests are compiled as quickly as possible: not optimised, and without the undefined-behaviour checks, which are for
# the program under test and would triple the time.
function(debrief_quick_to_compile target)
  if(CMAKE_BUILD_TYPE STREQUAL "Debug")
    target_compile_options(${target} PRIVATE -O0)
  endif()
  if(DEBRIEF_SANITIZE MATCHES "undefined")
    target_compile_options(${target} PRIVATE -fno-sanitize=undefined)
  endif()
endfunction()

# The tests' own precompiled header, which has GoogleTest in it.
function(debrief_reuse_test_pch target)
  if(NOT DEBRIEF_PCH)
    return()
  endif()
  if(NOT TARGET debrief_test_pch)
    add_library(debrief_test_pch STATIC "${PROJECT_SOURCE_DIR}/config/cmake/pch_tests.cpp")
    target_link_libraries(debrief_test_pch PUBLIC debrief_flags GTest::gmock)
    target_precompile_headers(debrief_test_pch PRIVATE
                              "${PROJECT_SOURCE_DIR}/config/cmake/pch_tests.hpp")
    debrief_quick_to_compile(debrief_test_pch)
  endif()
  target_precompile_headers(${target} REUSE_FROM debrief_test_pch)
endfunction()

# debrief_module(NAME DEPS...): the library debrief_NAME from every .cpp in the current folder.
function(debrief_module name)
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  if(NOT sources)
    add_library(debrief_${name} INTERFACE)
    target_link_libraries(debrief_${name} INTERFACE debrief_flags ${ARGN})
    return()
  endif()
  add_library(debrief_${name} STATIC ${sources})
  target_link_libraries(debrief_${name} PUBLIC debrief_flags ${ARGN})
  debrief_reuse_pch(debrief_${name})
endfunction()

# debrief_tests(NAME DEPS...): the program NAME_tests from every *_test.cpp in tests/NAME.
function(debrief_tests name)
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp")
  if(NOT sources)
    return()
  endif()
  add_executable(${name}_tests ${sources})
  # base is always there: the precompiled header brings Asio, and base holds its compiled part.
  target_link_libraries(${name}_tests PRIVATE debrief_flags ${ARGN} debrief_test_support debrief_base
                                              GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name}_tests
                             PRIVATE DEBRIEF_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
                                     DEBRIEF_BINARY="${CMAKE_BINARY_DIR}/debrief")
  debrief_quick_to_compile(${name}_tests)
  debrief_reuse_test_pch(${name}_tests)
  # A timeout for a hung test, and the folder's name as label: `./dev test -L storage`. Values stay out of names: those
  # of a struct would be its bytes.
  gtest_discover_tests(
    ${name}_tests
    NO_PRETTY_VALUES
    DISCOVERY_MODE PRE_TEST
    PROPERTIES TIMEOUT 120 LABELS ${name})
endfunction()
