using System.Text.RegularExpressions;

namespace MeshFederation.Clusters.Api;

/// <summary>Masks what looks like a credential in text that is shown.</summary>
internal static partial class SecretText
{
    private const string Mark = "***";

    public static string Mask(string text) =>
        Parameter().Replace(Header().Replace(Token().Replace(text, Mark), $"${{kind}} {Mark}"), $"${{name}}{Mark}");

    /// <summary>A JWT (RFC 7519), as service accounts and OIDC have them.</summary>
    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]{8,}(\.[A-Za-z0-9_-]*){1,2}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Token();

    [GeneratedRegex(
        @"\b(?<kind>Bearer|Basic) +[A-Za-z0-9._~+/=-]+",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Header();

    [GeneratedRegex(
        @"(?<name>[?&](token|access_token|id_token|refresh_token|client_secret|password)=)[^&\s]+",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Parameter();
}
