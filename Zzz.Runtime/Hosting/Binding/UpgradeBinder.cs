using System.ComponentModel;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Zzz.Hosting.Binding;
using Zzz.Hosting.Refusing;
using Zzz.Json;

namespace Zzz.CompilerServices;

/// <summary>Gives generated code what it needs of an upgrade request to make a session, before any of the user's code runs.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class UpgradeBinder : IAsyncDisposable
{
    private readonly HttpContext _context;
    private readonly IServiceProvider _appServices;
    private readonly WsJson _json;
    private AsyncServiceScope? _scope;

    internal UpgradeBinder(HttpContext context, IServiceProvider appServices, WsJson json)
    {
        _context = context;
        _appServices = appServices;
        _json = json;
    }

    /// <summary>Whether a value is missing or wrong: nothing more is to be made, as the request is refused.</summary>
    public bool IsRefused => Refusal is not null;

    /// <summary>The services of the connection, in a scope that is made when it is first asked for.</summary>
    public IServiceProvider Services => (_scope ??= _appServices.CreateAsyncScope()).ServiceProvider;

    /// <summary>Why the request is refused, if it is: the first value that is missing or wrong.</summary>
    internal UpgradeRefusal? Refusal { get; private set; }

    /// <summary>A value of the route.</summary>
    /// <param name="name">Its name in the pattern.</param>
    /// <returns>The value, to be parsed.</returns>
    public UpgradeValue Route(string name) => new(this, "Route", name, _context.Request.RouteValues[name]?.ToString());

    /// <summary>A value, or several, of the query string.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The value, to be parsed.</returns>
    public UpgradeValue Query(string name) => new(this, "Query", name, _context.Request.Query[name]);

    /// <summary>A value of a header.</summary>
    /// <param name="name">The header's name.</param>
    /// <returns>The value, to be parsed.</returns>
    public UpgradeValue Header(string name) => new(this, "Header", name, _context.Request.Headers[name]);

    /// <summary>All values of a header, also those that stand on one line, with commas between them (RFC 9110 §5.3).</summary>
    /// <param name="name">The header's name.</param>
    /// <returns>The values, to be parsed.</returns>
    public UpgradeValue HeaderList(string name) =>
        new(this, "Header", name, new StringValues(_context.Request.Headers.GetCommaSeparatedValues(name)));

    /// <summary>How JSON of a type is read.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <returns>The metadata that a context of the assembly has for it.</returns>
    /// <exception cref="InvalidOperationException">No context names the type.</exception>
    public JsonTypeInfo<T> Json<T>() => _json.ReadTypeInfo<T>();

    /// <summary>The one instance of a controller that all connections share.</summary>
    /// <typeparam name="T">The controller.</typeparam>
    /// <param name="create">Makes it, of the app's root services.</param>
    /// <returns>The instance.</returns>
    public T Singleton<T>(Func<IServiceProvider, T> create)
        where T : class =>
        _appServices.GetRequiredService<SingletonControllers>().Get(create, _appServices);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _scope?.DisposeAsync() ?? default;

    /// <summary>The first value of the query string under a name.</summary>
    internal string? QueryText(string name) => _context.Request.Query[name] is [var first, ..] ? first : null;

    internal void Refuse(UpgradeRefusal refusal) => Refusal ??= refusal;

    internal void Refuse(string problem) => Refusal ??= new UpgradeRefusal(StatusCodes.Status400BadRequest, $"400 Bad Request: {problem}", "value", "The client sends a value that a parameter of the controller does not take.");
}
