using Zzz.CompilerServices;

namespace Zzz.Hosting.Mapping;

/// <summary>A service by which <see cref="WsEndpoints"/> sees that <c>AddZzz</c> was called.</summary>
internal sealed class ZzzMarker;
