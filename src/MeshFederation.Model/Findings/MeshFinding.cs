using MeshFederation.Model.Collections;
using MeshFederation.Model.Text;

namespace MeshFederation.Model.Findings;

/// <summary>What analysis says of an object.</summary>
public sealed record MeshFinding
{
    /// <summary>Makes a finding.</summary>
    /// <param name="rule">The id of the rule.</param>
    /// <param name="severity">How bad it is.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="cluster">The name of the cluster.</param>
    /// <param name="target">The object.</param>
    /// <param name="recommendation">What to do.</param>
    /// <param name="field">The field of the object, if one is meant.</param>
    /// <param name="file">The path of the file that the object was read from, if it was.</param>
    /// <param name="line">The line of the field in the file, from 1.</param>
    public MeshFinding(
        string rule,
        FindingSeverity severity,
        string message,
        string cluster,
        string target,
        string recommendation,
        string? field = null,
        string? file = null,
        int? line = null)
    {
        (Rule, Severity, Message, Cluster, Target, Recommendation) = (rule, severity, message, cluster, target, recommendation);
        (Field, File, Line) = (field, file, line);
    }

    /// <summary>The id of the rule, as <c>MF1101</c>.</summary>
    public string Rule { get; internal init; }

    /// <summary>How bad it is.</summary>
    public FindingSeverity Severity { get; internal init; }

    /// <summary>What is wrong: in one sentence, and behind it how often, where it is so more than once for one cause.</summary>
    public string Message { get; internal init => field = ShownText.Of(value); }

    /// <summary>The name of the cluster.</summary>
    public string Cluster { get; internal init => field = ShownText.Of(value); }

    /// <summary>The object, as <c>VirtualService/default/reviews</c>.</summary>
    public string Target { get; internal init => field = ShownText.Of(value); }

    /// <summary>The field of the object, as <c>spec.http[0].route[1].weight</c>; null when the object as a whole is meant.</summary>
    public string? Field { get; internal init => field = value is null ? null : ShownText.Of(value); }

    /// <summary>What to do.</summary>
    public string Recommendation { get; internal init => field = ShownText.Of(value); }

    /// <summary>
    /// Whether it takes the control plane down; such a finding comes before all others, and publishing refuses to go past it.
    /// </summary>
    public bool EndangersControlPlane { get; internal init; }

    /// <summary>
    /// How often it is so for this one cause, at least 1: what is wrong in a thousand objects and is mended in one place is one finding.
    /// </summary>
    public int Count { get; internal init; } = 1;

    /// <summary>
    /// What else the cause makes wrong, beside <see cref="Target"/>: objects, fields or calls; empty when <see cref="Count"/> is 1.
    /// </summary>
    public ValueList<string> Example
    {
        get;
        internal init => field = value.Select(ShownText.Of).ToValueList();
    } = [];

    /// <summary>The path of the file that the object was read from; null when it was read from none.</summary>
    public string? File { get; internal init => field = value is null ? null : ShownText.Of(value); }

    /// <summary>The line of the field in the file, from 1; null when there is no file.</summary>
    public int? Line { get; internal init; }

    /// <summary>
    /// The field, and the line of the file where there is one: <c>spec.hosts[0] (mesh/reviews.yaml:12)</c>; empty when neither is known.
    /// </summary>
    public string Place => (Field, File) switch
    {
        (null, null) => "",
        (_, null) => Field,
        (null, _) => $"({FilePlace})",
        _ => $"{Field} ({FilePlace})",
    };

    private string FilePlace => Line is null ? $"{File}" : FormattableString.Invariant($"{File}:{Line}");

    /// <summary>What is wrong, without how often; null when that is the message.</summary>
    internal string? Sentence { get; init; }

    /// <summary>The finding in one line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Rule} {Severity} {Cluster} {Target}{(Field is null ? "" : " " + Field)}: {Message}";
}
