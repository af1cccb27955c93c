using Zzz.CompilerServices;

namespace Zzz.Hosting.Mapping;

/// <summary>A service that shows <see cref="WsEndpoints"/> that <c>AddZzz</c> was called.</summary>
internal sealed class ZzzMarker;
