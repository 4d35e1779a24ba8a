namespace MeshFederation.Planning.Kinds.AuthorizationPolicy;

/// <summary>
/// The identities of a trust domain, parted by what lets them in: principals of clusters, namespaces and accounts lie in each other or
/// apart, so each part is one principal without those in it of which something else holds.
/// </summary>
/// <param name="Principal">The principal.</param>
/// <param name="Except">Those in it that are parts of their own.</param>
/// <param name="Grants">What lets all of the part in.</param>
internal sealed record AccessPlaces(string Principal, IReadOnlyList<string> Except, IReadOnlyList<AccessGrant> Grants)
{
    public static IEnumerable<AccessPlaces> Of(string all, IReadOnlyList<AccessGrant> grants)
    {
        var named = grants.SelectMany(grant => grant.Principals).Append(all).Distinct(StringComparer.Ordinal)
            .OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal).ToList();
        var parts = new List<(string Principal, List<AccessGrant> Grants)>();
        foreach (var name in named)
        {
            var mine = grants.Where(grant => grant.Covers(name)).ToList();
            var around = parts.FindLastIndex(part => AccessGrant.Covers(part.Principal, name));
            if (around < 0 || parts[around].Grants.Count != mine.Count) parts.Add((name, mine));
        }

        foreach (var (principal, mine) in parts)
        {
            var inside = parts.Where(part => part.Principal != principal && AccessGrant.Covers(principal, part.Principal))
                .Select(part => part.Principal).ToList();
            yield return new(principal, inside, mine);
        }
    }
}
