// SPDX-License-Identifier: Apache-2.0
package example.add;

/** A type, which is not a symbol. */
public final class Model {

    private final int id;

    /** Create a model. */
    public Model(int id) {
        this.id = id;
    }

    /** Tell the model's ID. */
    public int ID() {
        return id;
    }
}
