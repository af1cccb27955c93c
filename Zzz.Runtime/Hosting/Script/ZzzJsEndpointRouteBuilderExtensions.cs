using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Zzz.Hosting.Script;

namespace Zzz;

/// <summary>Serves zzz.js, the client for browsers.</summary>
public static class ZzzJsEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps endpoints that serve zzz.js from this assembly: <c>/__zzz/zzz.js</c> is a script that defines the global object <c>Zzz</c>, and
    /// <c>/__zzz/zzz.mjs</c> is a module. Both have source maps. Browsers cache the files for a day, and then revalidate them.
    /// </summary>
    /// <param name="endpoints">The app or a route group, whose prefix is added to the paths.</param>
    /// <returns>A builder for conventions on all these endpoints, such as <c>AllowAnonymous()</c> in an app that requires users by default.</returns>
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
