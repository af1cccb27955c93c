using Xunit;

namespace Zzz.Tests;

/// <summary>Tests that measure the whole process, so that no other tests may run at the same time.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
