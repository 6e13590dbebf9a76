// Asio's TLS code, compiled once (see BOOST_ASIO_SEPARATE_COMPILATION). Asio itself is in bot/base.
#include <boost/asio/ssl/impl/src.hpp>
