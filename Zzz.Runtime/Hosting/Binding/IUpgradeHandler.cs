using System.ComponentModel;
using Microsoft.AspNetCore.Http;

namespace Zzz.CompilerServices;

/// <summary>A session whose controller has an <c>OnUpgrade</c>. The generator implements it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IUpgradeHandler
{
    /// <summary>Accepts or refuses the upgrade request, before it is answered.</summary>
    /// <param name="context">The request.</param>
    /// <returns>The answer that refuses the request, or <see langword="null"/> to accept it.</returns>
    ValueTask<IResult?> OnUpgrade(HttpContext context);
}
