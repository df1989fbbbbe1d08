// What the kernels of a level are given. Every gradient has one owner, so no kernel needs atomics.

/// One spec over a batch. Nodes are neighbours in both arenas.
template <class T>
struct Level {
  T* values;              // arena of blocks
  T* gradients;           // arena of block gradients, laid out alike
  T* preActivations;      // z of the spec's nodes, laid out as its blocks; null where y tells enough
  const T* parameters;    // first parameter of the spec
  T* parameterGradients;  // its gradient
  const int64* sources;   // [nodes, fanIn]: where the block read lies, -1 for zeros
  const int* slotWidths;  // [fanIn]
  const int* shares;      // [nodes]
  const int* shareStart;  // [shares + 1]: nodes of a share within shareNodes
  const int* shareNodes;  // [nodes], by share, ascending
  const int64* children;  // [children read]: where the block lies
  const int* childWidths; // [children read]
  const int* readStart;   // [children read + 1]: its reads within readNodes and readOffsets
  const int* readNodes;   // node of a read, ascending
  const int* readOffsets; // first feature of a read within what its node reads
  const int* fresh;       // [children read]: 1 where nothing has been added to its gradient before
  int64 first;            // where node 0 lies
  int64 stride;           // numbers from one node to the next
  int rows;
  int fanIn;
  int readWidth;
  int width;
  int parametersPerShare;
  int bias;
  int activation;
  int accumulate; // 1 adds to the gradient held
  int overwrite;  // 1 where fresh gradients hold nothing yet and are to be overwritten
  int stages;     // of the ring in shared memory, where a kernel has one
};
