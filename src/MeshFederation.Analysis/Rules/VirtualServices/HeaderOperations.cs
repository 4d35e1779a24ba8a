using System.Buffers;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Text;

namespace MeshFederation.Analysis.Rules.VirtualServices;

/// <summary>What is done to the headers of requests or of responses.</summary>
internal static class HeaderOperations
{
    private const int MostValueLength = 65_536;

    private static readonly SearchValues<char> OfNames =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>How often the headers of a route's requests set the authority.</summary>
    public static int AuthoritiesSet(UnstructuredMap route)
    {
        if (route.Map("headers")?.Map("request") is not { } request) return 0;
        return request.TextEntries("set").Concat(request.TextEntries("add")).Count(header => AuthorityHeader.Is(header.Key));
    }

    /// <summary>Whether a text can be the name of a header (RFC 7230, token).</summary>
    public static bool IsName(string name) => name.Length > 0 && name.AsSpan().IndexOfAnyExcept(OfNames) < 0;

    /// <summary>Whether a match may ask for a header: also for pseudo headers and claims.</summary>
    public static bool CanBeMatched(string name) =>
        IsName(name)
        || name is ":method" or ":scheme" or AuthorityHeader.Name or ":path" or ":status"
        || RoutedClaims.Is(name);

    /// <summary>Why a header cannot be changed, or null.</summary>
    public static string? NameFault(string name, bool mayBeAuthority)
    {
        if (name.Length == 0) return "A header has an empty name.";
        if (mayBeAuthority && AuthorityHeader.Is(name)) return null;
        return name[0] == ':' || name.Equals("host", StringComparison.OrdinalIgnoreCase)
            ? $"The header '{name}' cannot be changed here."
            : null;
    }

    /// <summary>Why Envoy cannot format a value, or null: control characters, and a '%' that begins no %VARIABLE%.</summary>
    public static string? ValueFault(string value)
    {
        if (value.Length > MostValueLength || value.Any(c => c is (< ' ' and not '\t') or '\u007F'))
            return "The value has control characters, or is longer than headers can be.";
        for (var i = value.IndexOf('%', StringComparison.Ordinal); i >= 0; i = value.IndexOf('%', i + 1))
        {
            if (i + 1 < value.Length && value[i + 1] == '%')
            {
                i++;
                continue;
            }

            i = value.IndexOf('%', i + 1);
            if (i < 0) return $"The value '{value}' has a '%' that begins no %VARIABLE%.";
        }

        return null;
    }
}
