using MeshFederation.Model.Collections;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Istio.Declarations.Meetings;

/// <summary>Two matches as one: which requests meet both.</summary>
internal static class MatchMeeting
{
    /// <summary>The match that says two.</summary>
    /// <param name="one">One match; null for all requests.</param>
    /// <param name="other">The other.</param>
    /// <returns>The match that says both, that nothing meets both, or that no match says so.</returns>
    public static Meeting<MeshMatch> Of(MeshMatch? one, MeshMatch? other)
    {
        if (one is null || other is null) return Meeting<MeshMatch>.Of(one ?? other);
        var path = PathMeeting.Of(one, other);
        var header = Of(one.Header, other.Header);
        var query = Of(one.Query, other.Query);
        var labels = Labels(one.SourceLabel, other.SourceLabel);
        var gateways = Gateways(one.Gateway, other.Gateway);
        var isNone = path.Kind == MeetingKind.None || header.Kind == MeetingKind.None || query.Kind == MeetingKind.None
            || labels is null || gateways is null || Differ(one.Method, other.Method)
            || Differ(one.SourceNamespace, other.SourceNamespace) || (one.Port is { } mine && other.Port is { } theirs && mine != theirs)
            || AreApart(one, other) || AreApart(other, one);
        if (isNone) return Meeting<MeshMatch>.None;
        if (new[] { path.Kind, header.Kind, query.Kind }.Contains(MeetingKind.Unsayable)) return Meeting<MeshMatch>.Unsayable;
        var both = path.Both! with
        {
            Header = header.Both!,
            Method = one.Method ?? other.Method,
            Query = query.Both!,
            SourceLabel = labels!,
            SourceNamespace = one.SourceNamespace ?? other.SourceNamespace,
            Port = one.Port ?? other.Port,
            Gateway = gateways!,
        };
        if (!both.IsOfCallers) return Meeting<MeshMatch>.Of(both);
        return both.IsAtGateway ? Meeting<MeshMatch>.None : Meeting<MeshMatch>.Of(both with { Gateway = [] });
    }

    /// <summary>A port is one of the Service, which requests at a gateway have only where a match for the gateway says so.</summary>
    private static bool AreApart(MeshMatch one, MeshMatch other) => one is { Port: not null, Gateway.Count: 0 } && other.IsAtGateway;

    private static bool Differ(string? one, string? other) => one is not null && other is not null && one != other;

    private static Meeting<StringMatches> Of(StringMatches one, StringMatches other)
    {
        if (one.Count == 0 || other.Count == 0) return Meeting<StringMatches>.Of(one.Count == 0 ? other : one);
        var all = one.ToDictionary(StringComparer.Ordinal);
        var isSayable = true;
        foreach (var (name, match) in other)
        {
            if (!all.TryGetValue(name, out var known))
            {
                all[name] = match;
                continue;
            }

            var both = TextMeeting.Of(known, match);
            if (both.Kind == MeetingKind.None) return Meeting<StringMatches>.None;
            isSayable &= both.Kind == MeetingKind.Sayable;
            all[name] = both.Both ?? match;
        }

        return isSayable ? Meeting<StringMatches>.Of(StringMatches.Create(all)) : Meeting<StringMatches>.Unsayable;
    }

    private static LabelSet? Labels(LabelSet one, LabelSet other) =>
        other.Any(label => one.TryGetValue(label.Key, out var value) && value != label.Value)
            ? null
            : LabelSet.Create(one.Concat(other.Where(label => !one.ContainsKey(label.Key))));

    /// <summary>A match that names no gateway holds wherever its VirtualService does.</summary>
    private static ValueList<string>? Gateways(ValueList<string> one, ValueList<string> other)
    {
        if (one.Count == 0 || other.Count == 0) return one.Count == 0 ? other : one;
        var both = one.Intersect(other, StringComparer.Ordinal).ToValueList();
        return both.Count == 0 ? null : both;
    }
}
