// Asio's own code, compiled once for everything that links base (see
// BOOST_ASIO_SEPARATE_COMPILATION).
#include <boost/asio/impl/src.hpp>
