namespace MeshFederation.Model.Text;

/// <summary>The header that says which host is called.</summary>
internal static class AuthorityHeader
{
    /// <summary>Its name in HTTP/2.</summary>
    public const string Name = ":authority";

    /// <summary>Whether a header is the authority, by its name in HTTP/2 or in HTTP/1.1.</summary>
    /// <param name="name">The name of the header.</param>
    /// <returns>True when it is.</returns>
    public static bool Is(string name) =>
        name.Equals(Name, StringComparison.OrdinalIgnoreCase) || name.Equals("host", StringComparison.OrdinalIgnoreCase);
}
