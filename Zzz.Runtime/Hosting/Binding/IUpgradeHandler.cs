using System.ComponentModel;
using Microsoft.AspNetCore.Http;

namespace Zzz.CompilerServices;

/// <summary>A session whose controller has an <c>OnUpgrade</c> method. The generator implements this interface.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IUpgradeHandler
{
    /// <summary>Accepts or refuses the upgrade request, before any response is sent.</summary>
    /// <param name="context">The request.</param>
    /// <returns>The answer that refuses the request, or <see langword="null"/>, which accepts the request.</returns>
    ValueTask<IResult?> OnUpgrade(HttpContext context);
}
