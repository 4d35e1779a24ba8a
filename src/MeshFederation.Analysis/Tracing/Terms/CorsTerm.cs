using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;

namespace MeshFederation.Analysis.Tracing.Terms;

/// <summary>What pages of other sites may ask in a browser (istio networking/v1 CorsPolicy).</summary>
internal static class CorsTerm
{
    /// <summary>The term.</summary>
    public static TraceTerm Of(UnstructuredMap cors)
    {
        var origins = cors.Maps("allowOrigins").SelectMany(origin => origin.Select(Origin)).Concat(Texts(cors, "allowOrigin")).ToList();
        var parts = new List<string>
        {
            origins.Count == 0 ? "pages of no other site may ask" : $"pages of {string.Join(", ", origins)} may ask",
        };
        if (Texts(cors, "allowMethods").ToList() is { Count: > 0 } methods) parts.Add($"by {string.Join(", ", methods)}");
        if (Texts(cors, "allowHeaders").ToList() is { Count: > 0 } headers) parts.Add($"with the headers {string.Join(", ", headers)}");
        if (Texts(cors, "exposeHeaders").ToList() is { Count: > 0 } shown) parts.Add($"and read the headers {string.Join(", ", shown)}");
        if (cors.IsTrue("allowCredentials")) parts.Add("with the user's cookies");
        var remembered = cors.Text("maxAge") is { } age ? $", which browsers remember for {age}" : "";
        var unmatched = cors.Text("unmatchedPreflights") == PreflightAnswers.Ignore ? "; questions of other sites are answered here" : "";
        return new("corsPolicy", cors, string.Join(' ', parts) + remembered + unmatched);
    }

    private static string Origin(KeyValuePair<string, object?> match) => match.Key switch
    {
        "exact" => $"{match.Value}",
        _ => $"{match.Key} {match.Value}",
    };

    private static IEnumerable<string> Texts(UnstructuredMap cors, string field) => cors.List(field).OfType<string>();
}
