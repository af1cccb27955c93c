using Xunit;

namespace Zzz.Tests;

/// <summary>Tests that measure what the whole process does, so that no others run meanwhile.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
