using MeshFederation.Model.Collections;
using MeshFederation.Model.Text;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Model.Policies;

/// <summary>What pages of other sites may ask of the service in a browser (istio networking/v1 CorsPolicy).</summary>
/// <param name="AllowOrigin">The sites, at least one; <c>*</c> for every one.</param>
public sealed record MeshCorsPolicy(ValueList<StringMatch> AllowOrigin) : MeshPolicy
{
    /// <inheritdoc />
    public override string Kind => "corsPolicy";

    /// <summary>The sites.</summary>
    public ValueList<StringMatch> AllowOrigin { get; internal init; } = AllowOrigin;

    /// <summary>The methods by which they may ask.</summary>
    public ValueList<string> AllowMethod { get; internal init; } = [];

    /// <summary>The headers that they may send.</summary>
    public ValueList<string> AllowHeader { get; internal init; } = [];

    /// <summary>The headers of the answer that they may read.</summary>
    public ValueList<string> ExposeHeader { get; internal init; } = [];

    /// <summary>How long browsers may remember it, in whole seconds; null for their own choice.</summary>
    public TimeSpan? MaxAge { get; internal init; }

    /// <summary>Whether they may send the user's cookies; null for Istio's own choice, which is no.</summary>
    public bool? AllowCredentials { get; internal init; }

    /// <summary>Whether questions of other sites reach the service, Forward, or are answered, Ignore; null for Forward.</summary>
    public string? UnmatchedPreflights { get; internal init; }

    /// <inheritdoc />
    public override string Value
    {
        get
        {
            var parts = new List<string> { "origin " + AllowOrigin };
            if (AllowMethod.Count > 0) parts.Add("method " + AllowMethod);
            if (AllowHeader.Count > 0) parts.Add("header " + AllowHeader);
            if (ExposeHeader.Count > 0) parts.Add("expose " + ExposeHeader);
            if (MaxAge is { } age) parts.Add("for " + DurationText.Of(age));
            if (AllowCredentials is { } allow) parts.Add(allow ? "with credentials" : "without credentials");
            if (UnmatchedPreflights is not null) parts.Add("unmatched " + UnmatchedPreflights);
            return string.Join("; ", parts);
        }
    }
}
