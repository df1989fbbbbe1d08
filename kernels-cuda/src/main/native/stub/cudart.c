/* Stands in for libcudart.so.13 on machines that have a driver but no toolkit.
 *
 * The JNI library of the bindings names libcudart.so.13 as a library it needs. A process that has
 * loaded a library of that name needs no other; functions are bound when they are called, and we call
 * none of the runtime's. */
int fanin_stub_of_cudart(void) { return 1; }
