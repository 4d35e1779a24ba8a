using MeshFederation.Help.About;
using MeshFederation.Help.Maml;
using MeshFederation.Help.Reading;

namespace MeshFederation.Help.Tests;

public sealed class GoldenTests
{
    [Fact]
    public void A_page_becomes_MAML() => Cases.AssertGolden("New-SampleCluster.xml", MamlWriter.Write([HelpPageReader.Read(Cases.Page)]));

    [Fact]
    public void A_topic_becomes_plain_text() =>
        Cases.AssertGolden("about_Sample.help.txt", AboutTopicWriter.Write(AboutTopicReader.Read(Cases.Topic)));

    [Fact]
    public void Only_an_unbreakable_word_makes_a_topic_wider_than_80_columns() =>
        Assert.All(
            AboutTopicWriter.Write(AboutTopicReader.Read(Cases.Topic)).Split('\n'),
            line => Assert.True(line.Length <= 80 || !line.Trim().Contains(' ', StringComparison.Ordinal), line));

    [Fact]
    public void The_order_of_the_pages_does_not_matter()
    {
        var first = HelpPageReader.Read(Cases.Page);
        var second = first with { Name = "Get-SampleCluster" };

        Assert.Equal(MamlWriter.Write([first, second]), MamlWriter.Write([second, first]));
    }
}
