using MeshFederation.Model.Collections;
using MeshFederation.Model.Names;
using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Declarations.Shapes;

/// <summary>One of several words, in any case.</summary>
internal sealed record ChoiceShape(ValueList<string> Word) : ValueShape
{
    public override string Words => "one of " + Word;

    public override string Example => Word[^1];

    public override UnstructuredMap Schema => UnstructuredMap.Of(("type", "string"), ("enum", UnstructuredList.From(Word)));

    public override bool IsKind(object? value) => value is string;

    public override void Check(object? value, ValuePath path)
    {
        base.Check(value, path);
        var text = (string)value!;
        if (Word.Contains(text, StringComparer.OrdinalIgnoreCase)) return;
        throw DeclarationErrors.Wrong(path, Words, $"'{text}'", $"Write {Nearest.To(text, Word) ?? Words}.");
    }
}
