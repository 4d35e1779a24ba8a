namespace MeshFederation.Help.About;

/// <summary>An about topic.</summary>
/// <param name="Name">The name, as <c>about_MeshFederation</c>.</param>
/// <param name="ShortDescription">What it is about, in one line.</param>
/// <param name="Sections">The sections after the short description, the long description first.</param>
public sealed record AboutTopic(string Name, string ShortDescription, IReadOnlyList<AboutSection> Sections);
