using Markdig.Syntax;

namespace MeshFederation.Help.Reading;

/// <summary>A heading and what stands under it.</summary>
internal sealed class HelpSection
{
    public HelpSection(int level, string title, int line) => (Level, Title, Line) = (level, title, line);

    public int Level { get; }

    public string Title { get; }

    public int Line { get; }

    public List<Block> Blocks { get; } = [];

    public List<HelpSection> Sections { get; } = [];
}
