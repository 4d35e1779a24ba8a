using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Traffic;

/// <summary>Which requests a split holds for; all conditions of one match must hold (istio networking/v1 HTTPMatchRequest).</summary>
public sealed record MeshMatch
{
    /// <summary>The name by which a match means the sidecars.</summary>
    public const string MeshGatewayName = "mesh";

    /// <summary>The condition on the path, or null.</summary>
    public StringMatch? Path { get; internal init; }

    /// <summary>Whether a path that is given as a whole, or by its beginning, is meant in any case.</summary>
    public bool IgnoreCase { get; internal init; }

    /// <summary>Conditions on headers, by lower-case name.</summary>
    public StringMatches Header { get; internal init; } = StringMatches.Empty;

    /// <summary>The HTTP method, or null.</summary>
    public string? Method { get; internal init; }

    /// <summary>Conditions on query parameters, by name.</summary>
    public StringMatches Query { get; internal init; } = StringMatches.Empty;

    /// <summary>Labels of the calling pods.</summary>
    public LabelSet SourceLabel { get; internal init; } = LabelSet.Empty;

    /// <summary>The namespace of the calling pods, or null.</summary>
    public string? SourceNamespace { get; internal init; }

    /// <summary>The port that is called, or null for every port.</summary>
    public int? Port { get; internal init; }

    /// <summary>
    /// The gateways through which the request comes, <c>mesh</c> meaning the sidecars; none means the sidecars, and, where it asks for no
    /// callers and no port, gateways that another match of the service names.
    /// </summary>
    public ValueList<string> Gateway { get; internal init; } = [];

    /// <summary>Whether it asks for something that only HTTP requests have.</summary>
    public bool IsHttp => Path is not null || Header.Count > 0 || Method is not null || Query.Count > 0;

    /// <summary>Whether it means requests through gateways only, not those of sidecars.</summary>
    public bool IsAtGateway => Gateway.Count > 0 && !Gateway.Contains(MeshGatewayName, StringComparer.Ordinal);

    /// <summary>Whether it asks for the pods that call, which requests through a gateway do not have.</summary>
    internal bool IsOfCallers => SourceLabel.Count > 0 || SourceNamespace is not null;

    /// <summary>Whether it asks for nothing, and so matches everything.</summary>
    public bool IsEmpty => !IsHttp && SourceLabel.Count == 0 && SourceNamespace is null && Port is null && Gateway.Count == 0;

    /// <summary>The match apart for sidecars and for gateways, since a port means another thing at each.</summary>
    /// <returns>One match or two.</returns>
    public IEnumerable<MeshMatch> ForEachPlace()
    {
        var gateways = Gateway.Where(gateway => gateway != MeshGatewayName).ToValueList();
        return gateways.Count == 0 || gateways.Count == Gateway.Count
            ? [this]
            : [this with { Gateway = [MeshGatewayName] }, this with { Gateway = gateways }];
    }

    /// <summary>The conditions in signs, by which matches are ordered; what is shown may change, this may not.</summary>
    internal string Signs
    {
        get
        {
            var parts = new List<string>();
            if (Path is not null) parts.Add("path" + Path.Sign + (IgnoreCase ? " in any case" : ""));
            if (Method is not null) parts.Add("method=" + Method);
            parts.AddRange(Header.Select(header => $"header[{header.Key}]{Spaced(header.Value)}"));
            parts.AddRange(Query.Select(query => $"query[{query.Key}]{Spaced(query.Value)}"));
            if (SourceLabel.Count > 0) parts.Add($"from[{SourceLabel}]");
            if (SourceNamespace is not null) parts.Add("from-namespace=" + SourceNamespace);
            if (Port is not null) parts.Add(FormattableString.Invariant($"port={Port}"));
            if (Gateway.Count > 0) parts.Add("gateway=" + string.Join(',', Gateway));
            return parts.Count == 0 ? "everything" : string.Join(' ', parts);
        }
    }

    /// <summary>The conditions in one line, in the words in which they are typed.</summary>
    /// <returns>The text, as <c>PathPrefix=/api Header[end-user]=jason</c>.</returns>
    public override string ToString()
    {
        var parts = new List<string>();
        if (Path is not null) parts.Add($"Path{(Path.Kind == StringMatchKind.Exact ? "" : Path.Kind)}={Path.Value}");
        if (IgnoreCase) parts.Add("IgnoreCase");
        if (Method is not null) parts.Add("Method=" + Method);
        parts.AddRange(Header.Select(header => $"Header[{header.Key}]={header.Value}"));
        parts.AddRange(Query.Select(query => $"Query[{query.Key}]={query.Value}"));
        if (SourceLabel.Count > 0) parts.Add($"SourceLabel[{SourceLabel}]");
        if (SourceNamespace is not null) parts.Add("SourceNamespace=" + SourceNamespace);
        if (Port is not null) parts.Add(FormattableString.Invariant($"Port={Port}"));
        if (Gateway.Count > 0) parts.Add("Gateway=" + string.Join(',', Gateway));
        return parts.Count == 0 ? "everything" : string.Join(' ', parts);
    }

    private static string Spaced(StringMatch match) => match.Value.Length == 0 ? " " + match.Sign : match.Sign;
}
