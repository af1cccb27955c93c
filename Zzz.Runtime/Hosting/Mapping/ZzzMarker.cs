using Zzz.CompilerServices;

namespace Zzz.Hosting.Mapping;

/// <summary>Tells <see cref="WsEndpoints"/> that <c>AddZzz</c> was called.</summary>
internal sealed class ZzzMarker;
