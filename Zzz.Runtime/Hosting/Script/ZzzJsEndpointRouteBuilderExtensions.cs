using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Zzz.Hosting.Script;

namespace Zzz;

/// <summary>Serves zzz.js, the browser's client.</summary>
public static class ZzzJsEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Serves zzz.js, which is part of this assembly: at <c>/__zzz/zzz.js</c> as a script that makes the global <c>Zzz</c>, and at
    /// <c>/__zzz/zzz.mjs</c> as a module, both with source maps. Browsers may keep them for a day, and then ask whether they have changed.
    /// </summary>
    /// <param name="endpoints">The app, or a route group, whose prefix then comes first.</param>
    /// <returns>Takes conventions for all of these files, such as <c>AllowAnonymous()</c> where the app asks for a user by default.</returns>
    /// <example>
    /// <code>
    /// app.MapZzz();
    /// app.MapZzzJs();   // in a page: &lt;script src="/__zzz/zzz.js">&lt;/script>
    /// </code>
    /// </example>
    public static IEndpointConventionBuilder MapZzzJs(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        RouteGroupBuilder group = endpoints.MapGroup("/__zzz");
        foreach (ScriptFile file in ScriptFile.All)
            group.MapMethods(file.Name, ScriptFile.Methods, file.HandleAsync).WithDisplayName(file.Name);
        return group;
    }
}
