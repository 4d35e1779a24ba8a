namespace MeshFederation.Tests.Federations;

/// <summary>Where Test and Trace say different things of a call.</summary>
/// <param name="Kind">In what they differ, the same for all calls of which one change mends all.</param>
/// <param name="Text">What each says.</param>
internal sealed record CallDifference(string Kind, string Text);
