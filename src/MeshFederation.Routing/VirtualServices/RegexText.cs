using System.Text.RegularExpressions;

namespace MeshFederation.Routing.VirtualServices;

/// <summary>
/// Matches a whole text against an RE2 expression, as Envoy does, with .NET's engine that does not backtrack either. The two agree on everything
/// that RE2 and .NET both have; <c>\pN</c> classes without braces, <c>\C</c>, <c>\Q…\E</c> and <c>(?U)</c> are RE2's alone and count as no expression here.
/// </summary>
internal static class RegexText
{
    public static bool? IsMatch(string expression, string text)
    {
        try
        {
            var translated = expression.Replace("(?P<", "(?<", StringComparison.Ordinal);
            return Regex.IsMatch(text, $@"\A(?:{translated})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException or RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
