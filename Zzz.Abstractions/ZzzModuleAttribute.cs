namespace Zzz;

/// <summary>
/// Completes a <c>static partial</c> class of a library with a method <c>Map</c>, which maps the controllers of that library into the app
/// that calls it.
/// </summary>
/// <example>
/// <code>
/// // in the library
/// [ZzzModule]
/// public static partial class ChatModule;
///
/// // in the app
/// ChatModule.Map(app);
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ZzzModuleAttribute : Attribute;
