using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Routes;

/// <summary>
/// The routes that some request can come to. A split for a port and one for everything are the same condition there, and of two the first
/// counts; the other would only be a warning (istio pkg/config/validation/virtualservice.go analyzeUnreachableHTTPRules; IST0130, IST0131).
/// </summary>
internal static class Reachable
{
    public static IEnumerable<UnstructuredMap> Of(IEnumerable<UnstructuredMap> routes)
    {
        var before = new List<UnstructuredMap>();
        foreach (var route in routes)
        {
            if (!route.ContainsKey("match"))
            {
                yield return route;
                yield break;
            }

            var matches = route.Maps("match").Where(match => IsNew(match, before)).ToList();
            if (matches.Count > 0) yield return route.With("match", UnstructuredList.From(matches));
        }
    }

    private static bool IsNew(UnstructuredMap match, List<UnstructuredMap> before)
    {
        if (before.Exists(other => UnstructuredEquality.AreEqual(other, match))) return false;
        before.Add(match);
        return true;
    }
}
