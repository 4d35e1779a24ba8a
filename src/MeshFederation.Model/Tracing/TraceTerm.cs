using MeshFederation.Model.Text;

namespace MeshFederation.Model.Tracing;

/// <summary>What a route does about requests beside where they go: a field of it that is set (istio networking/v1 HTTPRoute).</summary>
public sealed record TraceTerm
{
    internal TraceTerm(string field, object value, string text) => (Field, Value, Text) = (field, value, text);

    /// <summary>The field, as <c>retries</c>, <c>fault.delay</c> or <c>mirrors[0]</c>.</summary>
    public string Field { get; internal init; }

    /// <summary>What the object says there: a text, or a map with the names of Istio's API.</summary>
    public object Value { get; internal init; }

    /// <summary>What it means.</summary>
    public string Text { get; internal init => field = ShownText.Of(value); }

    /// <summary>What it means.</summary>
    /// <returns>The text, as <c>the answer is waited for 5s</c>.</returns>
    public override string ToString() => Text;
}
