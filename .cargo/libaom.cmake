# libaom's build script takes CMake's "Debug" for Cargo's development profile: slow, and with checks that end the whole process
# at a damaged picture. There it is optimised and without them, as in a release.
set(CMAKE_C_FLAGS_DEBUG "-O2 -DNDEBUG" CACHE STRING "")
set(CMAKE_CXX_FLAGS_DEBUG "-O2 -DNDEBUG" CACHE STRING "")
